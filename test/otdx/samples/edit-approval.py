import requests
# Define the authentication URL (where we send login credentials)
auth_url = 'https://www.otdx-api.com.br/api-token-auth/'
# Define the API endpoint URL to update approval details
api_url = 'https://www.otdx-api.com.br/nav/approval/edit'
# Define user credentials for authentication
username = 'your_username'
password = 'your_password'
# Step 1: Authenticate the user by sending a POST request with login credentials
auth_response = requests.post(auth_url, data={
    'username': username,
    'password': password
})
# Step 2: Check if authentication was successful (HTTP status 200 means success)
if auth_response.status_code == 200:
    # Extract the authentication token from the response JSON
    token = auth_response.json().get('token')
    # Define the request payload (data to be sent in the PUT request)
    payload = {
        'hashtask': '649bb3830c107e1fc8c129ea7bef99dc', # Unique task identifier
        'codigoCarteira': '43421', # Portfolio code
        'tipoCota': 'F', # Quota type (e.g., 'F' for fixed-income)
        'dataTargetAprovacao': '2025-08-18', # Approval target date
        'valorCotaAprovada': '170.66093150', # Approved quota value
        'plAprovado': '707179353.40', # Approved Net Asset Value (NAV)
        'quantidadeAprovada': '55600000.00000000', # Approved quantity of shares/units
    }
    # Define the request headers, including the authentication token for API access
    headers = {
        'Authorization': f'Token {token}', # Add the authentication token to the request header
        'Content-Type': 'application/json' # Specify that the request body is in JSON format
    }
    # Step 3: Send the PUT request to update approval details in the API
    api_response = requests.put(api_url, json=payload, headers=headers)
    # Step 4: Handle the API response
    if api_response.status_code == 200:
        # If the request was successful, print the response JSON
        print("Success:", api_response.json())
    else:
        # If the request failed, print the status code and the error message
        print(f"Request failed with status code {api_response.status_code}")
        print("Error:", api_response.text)
else:
    # If authentication failed, print the error status code
    print(f"Authentication failed with status code {auth_response.status_code}")
