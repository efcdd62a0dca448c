import requests
# User credentials
username = 'your_username'
password = 'your_password'
hashtask = 'b333b93b13d1cb720a395be462793d94'
# Authenticate and obtain the token
auth_url = 'https://www.otdx-api.com.br/api-token-auth/'
auth_response = requests.post(auth_url, data={'username': username, 'password': password})
if auth_response.status_code == 200:
    token = auth_response.json().get('token')
    if token:
        # API endpoint
        api_url = f'https://www.otdx-api.com.br/nav/approval/delete/{hashtask}'
        headers = {'Authorization': f'Token {token}'}
        # Send DELETE request
        response = requests.delete(api_url, headers=headers)
        print(response.json())
    else:
        print("Error: Failed to retrieve authentication token.")
else:
    print("Error: Authentication failed. Check your credentials.")
