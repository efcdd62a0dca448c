import requests
# API Endpoint and Credentials
api_url = 'https://www.otdx-api.com.br/nav/approval'
username = 'your_username'
password = 'your_password'
# Authenticate and obtain token
auth_url = 'https://www.otdx-api.com.br/api-token-auth/'
response = requests.post(auth_url, data={'username': username, 'password': password})
token = response.json().get('token')
# Define request payload
data = {
    "codigoCarteira": "43421",
    "dataTargetAprovacao": "2025-01-16",
    "tipoCota": "F",
    "valorCotaAprovada": "168.66093150",
    "plAprovado": "607179353.40",
    "quantidadeAprovada": "3600000.00000000",
}
# Set request headers with authentication token
headers = {'Authorization': f'Token {token}'}
# Make API request
response = requests.post(api_url, json=data, headers=headers)
# Print response details
print("Status Code:", response.status_code)
print("Response Text:", response.text)
# Handle errors
if response.status_code != 200:
    print("Error Response:", response.json())
else:
    print("Approval request submitted successfully.")
